-- Changes the facts of a challenge, any whose facts are not frozen, each time under an idempotency key of its own.
require "common"

local challenges = tonumber(os.getenv("BENCH_CHALLENGES"))

function request()
    local body = string.format(
        '{"predictability":%d,"steeringParties":%d}', math.random(79), math.random(2, 1000))
    local key = string.format("%d%d", math.random(100000000, 999999999), math.random(100000000, 999999999))
    return "PATCH /v1/challenges/" .. counted(1, math.random(challenges))
        .. fields(string.format(
            'Content-Type: application/merge-patch+json\r\nContent-Length: %d\r\nIf-Match: *\r\nIdempotency-Key: "%s"\r\n',
            #body, key))
        .. body
end
