#!lua name=evobridge

--[[
The fence of Evobridge's Redis sink: a state is written only where no newer state of its key was written before.

KEYS of every function: the key itself and its fence, a companion key in the same cluster slot that holds the version
last applied: 16 lower-case hexadecimal digits, compared as text because Lua's numbers are doubles. An equal version is
the same state sent again and is applied again.

A function answers 1 when it applied and 0 when the state was older. The fence is written last: when a call on the key
fails, the fence has not moved.

A later VERSION keeps the arguments of the earlier ones, so that sinks of two versions can share a server.
]]

local VERSION = 2

-- Lua refuses to unpack more than some 8,000 values into one call.
local CHUNK = 4000

local function is_older(fence, version)
  local applied = redis.call('GET', fence)
  return applied and version < applied
end

local function wrong_type(key, expected)
  local found = redis.call('TYPE', key)['ok']
  if found ~= 'none' and found ~= expected then
    return redis.error_reply('WRONGTYPE the key holds a ' .. found .. ', not a ' .. expected)
  end
  return nil
end

-- Answers with Redis's error where it refuses.
local function call_in_chunks(command, key, values, first, last)
  for from = first, last, CHUNK do
    local answer = redis.pcall(command, key, unpack(values, from, math.min(from + CHUNK - 1, last)))
    if type(answer) == 'table' and answer.err then
      return answer
    end
  end
  return nil
end

local function sum(a, b)
  return string.format('%.0f', tonumber(a) + tonumber(b))
end

-- The fence outlives the key that it guards, or an old state that is replayed later would bring the key back.
local function set_fence(fence, version, expiry, time, outlive)
  if expiry == 'after' then
    redis.call('SET', fence, version, 'PX', sum(time, outlive))
  elseif expiry == 'at' then
    redis.call('SET', fence, version, 'PXAT', sum(time, outlive))
  else
    redis.call('SET', fence, version)
  end
end

local function expire(key, expiry, time)
  if expiry == 'after' then
    redis.call('PEXPIRE', key, time)
  elseif expiry == 'at' then
    redis.call('PEXPIREAT', key, time)
  elseif expiry == 'never' then
    redis.call('PERSIST', key)
  end
end

-- ARGV: version; expiry 'keep', 'never', 'after' or 'at'; its milliseconds; milliseconds by which the fence outlives the
-- key; number of fields that follow as name, value; names of the fields to remove.
local function put_hash(keys, args)
  local key, fence = keys[1], keys[2]
  if is_older(fence, args[1]) then
    return 0
  end
  local last_value = 5 + 2 * tonumber(args[5])
  local refused = call_in_chunks('HSET', key, args, 6, last_value)
    or call_in_chunks('HDEL', key, args, last_value + 1, #args)
  if refused then
    -- A key of another type refuses its first call; to ask for the type before would cost every write.
    return wrong_type(key, 'hash') or refused
  end
  expire(key, args[2], args[3])
  set_fence(fence, args[1], args[2], args[3], args[4])
  return 1
end

-- ARGV: version; expiry; its milliseconds; milliseconds by which the fence outlives the key; the value.
local function put_string(keys, args)
  local key, fence = keys[1], keys[2]
  if is_older(fence, args[1]) then
    return 0
  end
  local wrong = wrong_type(key, 'string')
  if wrong then
    return wrong
  end
  redis.call('SET', key, args[5], 'KEEPTTL')
  expire(key, args[2], args[3])
  set_fence(fence, args[1], args[2], args[3], args[4])
  return 1
end

-- ARGV: version; type of key that may be deleted; milliseconds that the fence, now the deletion's marker, is kept.
local function delete(keys, args)
  local key, fence = keys[1], keys[2]
  if is_older(fence, args[1]) then
    return 0
  end
  local wrong = wrong_type(key, args[2])
  if wrong then
    return wrong
  end
  redis.call('UNLINK', key)
  redis.call('SET', fence, args[1], 'PX', args[3])
  return 1
end

redis.register_function('evobridge_put_hash', put_hash)
redis.register_function('evobridge_put_string', put_string)
-- A deletion is what frees memory, so it runs when memory is full.
redis.register_function{function_name = 'evobridge_delete', callback = delete, flags = {'allow-oom'}}
redis.register_function{
  function_name = 'evobridge_version',
  callback = function() return VERSION end,
  flags = {'no-writes', 'allow-stale', 'allow-oom'}
}
