// Versions: a document in the form of version 4 or of version 5, whichever it was kept in. Pure.
//
// What the two versions name or nest differently is turned; everything else stays as it is. Turning a document into the
// form that it has already changes nothing.
//
//   version 4                                    version 5
//   a party: id, href, name, role, …             role, partyOrPartyRole {id, href, name, …}
//   a characteristic: id, name, value, …         characterisitc {id, name, value, …} (written so)
//   specification: status                        lifecycleStatus
//     partyPrivacyProfileSpecCharacteristic      specCharacteristic
//     partyPrivacyProfileSpecCharacteristicValue characteristicValueSpecification
//   agreement: engagedPartyRole                  engagedParty (parties not nested)
//     associatedAgreement                        agreementRelationship
#pragma once

#include "json/tree.hpp"
#include "tmf644/resource.hpp"

namespace assent::tmf644 {

json::Tree in_version(Version version, Resource resource, json::Tree document);

}  // namespace assent::tmf644
