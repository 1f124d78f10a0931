// Empty: the target of this source only reads headers once for others (AssentModule.cmake).
