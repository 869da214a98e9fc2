-- Reads one programme, any of them; with BENCH_TAG it asks only whether that one has changed.
require "common"

local programmes = tonumber(os.getenv("BENCH_PROGRAMMES"))
local tag = os.getenv("BENCH_TAG")
local rest = fields(tag and "If-None-Match: " .. tag .. "\r\n")

function request()
    return "GET /v1/programmes/" .. counted(0, math.random(programmes)) .. rest
end
