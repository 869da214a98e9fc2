-- What every load shares: the start of a request, its end, a random number for each thread, and a report in one line.

local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("place", threads)
end

function init()
    math.randomseed(tonumber(os.getenv("BENCH_SEED")) + 7919 * place)
    for _ = 1, 10 do math.random() end
end

-- The fields that follow the request line.
function fields(more)
    return " HTTP/1.1\r\nHost: " .. os.getenv("BENCH_HOST") .. "\r\nAuthorization: Bearer "
        .. os.getenv("BENCH_TOKEN") .. "\r\n" .. (more or "") .. "\r\n"
end

-- The id of row n of a kind, as fill.sql counts them: programmes (0), challenges (1), budget lines (7), decisions (8).
function counted(kind, n)
    return string.format("01890000-0000-7000-800%d-%d", kind, 100000000000 + n)
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        "report requests=%d microseconds=%d p50=%.1f p99=%.1f connect=%d read=%d write=%d timeout=%d status=%d\n",
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        errors.connect, errors.read, errors.write, errors.timeout, errors.status))
end
