-- Promises money on decisions that were proposed, each one once: a thread takes every so many of them.
require "common"

local first, lines = tonumber(os.getenv("BENCH_FIRST")), tonumber(os.getenv("BENCH_LINES"))
local threads = tonumber(os.getenv("BENCH_THREADS"))
local taken = 0

function request()
    local number = first + taken * threads + place - 1
    taken = taken + 1
    local line = number % lines
    local body = string.format(
        '{"kind":"other","subject":"Inrichting %d","decisionId":"%s","lines":[{"budgetLineId":"%s","amountCents":5000}]}',
        number, counted(8, number), counted(7, line))
    return "POST /v1/programmes/" .. counted(0, 10 * line + 4) .. "/commitments"
        .. fields(string.format(
            'Content-Type: application/json\r\nContent-Length: %d\r\nIdempotency-Key: "load-%d"\r\n', #body, number))
        .. body
end
