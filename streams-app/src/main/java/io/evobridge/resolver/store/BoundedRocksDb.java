package io.evobridge.resolver.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Keeps the memory of all RocksDB stores of the process within one bound: one block cache that also holds indexes and
 * filters, and one write-buffer manager that charges its buffers to that cache.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    /** Setting: bytes for all stores together. */
    public static final String MEMORY_SETTING = "evobridge.rocksdb.memory.bytes";

    private static final long BLOCK_BYTES = 8L << 10;
    private static final int BITS_PER_KEY = 10;

    private final BloomFilter filter = new BloomFilter(BITS_PER_KEY);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        Shared shared = Shared.of(Long.parseLong(String.valueOf(settings.get(MEMORY_SETTING))));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(shared.cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setBlockSize(BLOCK_BYTES);
        table.setFilterPolicy(filter);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(shared.writeBuffers);
        options.setWriteBufferSize(shared.writeBufferBytes);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String store, Options options) {
        filter.close();
    }

    /** Lives as long as the process: stores come and go with rebalances. */
    private static final class Shared {

        /**
         * Four shards. RocksDB's own choice is shards of 512 KB, and the index or the filter of one file hardly fits into
         * one: see docs/decisions/0057-few-shards-in-the-block-cache.md.
         */
        private static final int SHARD_BITS = 2;

        private static final int MIN_BUFFER_BYTES = 1 << 20;
        private static final int BUFFERS = 4;

        private static final Map<Long, Shared> BY_BYTES = new java.util.concurrent.ConcurrentHashMap<>();

        private final Cache cache;
        private final WriteBufferManager writeBuffers;
        private final long writeBufferBytes;

        private Shared(long bytes) {
            cache = new LRUCache(bytes, SHARD_BITS, false, 0.1);
            writeBuffers = new WriteBufferManager(bytes / 2, cache);
            writeBufferBytes = Math.max(MIN_BUFFER_BYTES, bytes / 2 / BUFFERS);
        }

        static Shared of(long bytes) {
            return BY_BYTES.computeIfAbsent(bytes, Shared::new);
        }
    }
}
