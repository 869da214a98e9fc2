-- Reads a page of 50, of two phases, begun no later than any day of ten years, the latest first.
require "common"

local rest = fields()

function request()
    return string.format(
        "GET /v1/programmes?phase=execution,formation&startDateUntil=%d-%02d-%02d&sort=-startDate&limit=50",
        math.random(2020, 2029), math.random(12), math.random(28)) .. rest
end
