package io.evobridge.load.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** Items in Redis, a hash each. */
public final class ItemHashes {

    private static final int ASKED_AT_ONCE = 1_000;

    private ItemHashes() {}

    /** Where the bridge's mapping {@code item:{id}} keeps it. */
    public static String key(long id) {
        return "item:" + id;
    }

    /** Rows and checksum of the items from 0 on, up to the first thousand of which there is none. */
    public static String content(Jedis jedis) {
        Checksum checksum = new Checksum();
        List<Response<Map<String, String>>> answers = new ArrayList<>();
        long id = 0;
        do {
            answers.clear();
            Pipeline pipeline = jedis.pipelined();
            while (answers.size() < ASKED_AT_ONCE) {
                answers.add(pipeline.hgetAll(key(id++)));
            }
            pipeline.sync();
            answers.removeIf(answer -> answer.get().isEmpty());
            answers.forEach(answer -> checksum.add(item(answer.get())));
        } while (!answers.isEmpty());
        return checksum.toString();
    }

    /** The revision of an item; -1 where there is none. */
    public static long revision(Jedis jedis, long id) {
        String revision = jedis.hget(key(id), "revision");
        return revision == null ? -1 : Long.parseLong(revision);
    }

    /** The hash of an item. */
    public static Map<String, String> hash(Item item) {
        return Map.of(
                "id", Long.toString(item.id()),
                "name", item.name(),
                "price", item.price(),
                "quantity", Integer.toString(item.quantity()),
                "revision", Long.toString(item.revision()));
    }

    private static Item item(Map<String, String> hash) {
        return new Item(
                number(hash, "id"),
                hash.getOrDefault("name", ""),
                new BigDecimal(hash.getOrDefault("price", "0"))
                        .movePointRight(2)
                        .longValueExact(),
                (int) number(hash, "quantity"),
                number(hash, "revision"));
    }

    private static long number(Map<String, String> hash, String field) {
        return Long.parseLong(hash.getOrDefault(field, "-1"));
    }
}
