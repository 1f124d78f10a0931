-- wrk's requests: one body a line of $BODIES, sent in turn to $TARGET, with $AUTHORIZATION and $PREFER if they are set. All requests are
-- made before the first is sent, so that the client costs as little as it can. At the end: one line of JSON.
-- With $PACE each connection waits between its requests, so many milliseconds in the mean: then a slow answer does not slow
-- the others' questions.
local requests, count, at = {}, 0, 0

function init()
  local fields = { ["Content-Type"] = "application/json" }
  local shown = os.getenv("AUTHORIZATION")
  if shown and shown ~= "" then fields["Authorization"] = shown end
  local preferred = os.getenv("PREFER")
  if preferred and preferred ~= "" then fields["Prefer"] = preferred end
  for body in io.lines(os.getenv("BODIES")) do
    count = count + 1
    requests[count] = wrk.format("POST", os.getenv("TARGET"), fields, body)
  end
  math.randomseed(os.time())
  at = math.random(count)
end

function request()
  at = at % count + 1
  return requests[at]
end

local pace = tonumber(os.getenv("PACE") or "")
if pace then
  function delay()
    return math.floor(-pace * math.log(1 - math.random()) + 0.5)
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%.6f,"bytes":%d,"failed":%d,"p50_us":%d,"p99_us":%d,"most_us":%d}\n', summary.requests,
    summary.duration / 1e6, summary.bytes, errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
