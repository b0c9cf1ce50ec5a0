package io.evobridge.load.sinks;

import io.evobridge.load.data.Item;
import io.evobridge.load.data.ItemHashes;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** A hash for each item in Redis; every write is a key of its own. */
final class RedisCopy implements Copy {

    private final String host;
    private final int port;
    private final Jedis asking;

    RedisCopy(String host, int port) {
        this.host = host;
        this.port = port;
        this.asking = new Jedis(host, port, 60_000);
    }

    @Override
    public void clear() {
        asking.flushAll();
    }

    @Override
    public boolean holds(Item item) {
        return ItemHashes.revision(asking, item.id()) >= item.revision();
    }

    /** Every key of ours has a companion that fences it. */
    @Override
    public long writes() {
        return asking.dbSize() / 2;
    }

    @Override
    public String content() {
        return ItemHashes.content(asking);
    }

    @Override
    public String expected(long writes) {
        return Copy.rows(writes);
    }

    @Override
    public Loader loader() {
        return new BareLoader(new Jedis(host, port));
    }

    /** A pipeline of HSET. */
    private record BareLoader(Jedis jedis) implements Loader {

        @Override
        public void write(List<Item> items) {
            Pipeline pipeline = jedis.pipelined();
            items.forEach(item -> pipeline.hset(ItemHashes.key(item.id()), ItemHashes.hash(item)));
            pipeline.sync();
        }

        @Override
        public void close() {
            jedis.close();
        }
    }
}
