/** How long a gateway that is not heard of counts as there, in milliseconds. */
export const ALIVE_MS = 10_000

const NOW = `
local time = redis.call('time')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
`

/** KEYS: gateways. ARGV: this one, for how long it counts as there. Answers how many there are. */
export const BEAT = `${NOW}
redis.call('zadd', KEYS[1], now, ARGV[1])
redis.call('zremrangebyscore', KEYS[1], '-inf', now - tonumber(ARGV[2]))
return redis.call('zcard', KEYS[1])
`

/**
 * KEYS: the places of a name by gateway, gateways. ARGV: this gateway, how many it has with the one it asks for, the
 * limit, for how long a gateway counts as there. Each gateway writes how many it has, so a count that was lost is right
 * again with the next; those of a gateway that is gone are free.
 */
export const TAKE_PLACE = `${NOW}
local taken = tonumber(ARGV[2])
local all = redis.call('hgetall', KEYS[1])
for i = 1, #all, 2 do
  if all[i] ~= ARGV[1] then
    local seen = redis.call('zscore', KEYS[2], all[i])
    if seen and tonumber(seen) > now - tonumber(ARGV[4]) then
      taken = taken + tonumber(all[i + 1])
    else
      redis.call('hdel', KEYS[1], all[i])
    end
  end
end
if taken > tonumber(ARGV[3]) then return 0 end
redis.call('hset', KEYS[1], ARGV[1], ARGV[2])
redis.call('pexpire', KEYS[1], 60000)
return 1
`
