-- Reads the same address again and again.
require "common"

local whole = "GET " .. os.getenv("BENCH_PATH") .. fields()

function request()
    return whole
end
