package io.evobridge.load.sinks;

import io.evobridge.load.data.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Loads a copy with a script's means on all cores: what the target takes when nothing else is to be done. */
final class BareLoad {

    private static final int CHUNK = 1_000;

    private BareLoad() {}

    /** Makes the writes from one number to before another; returns how long it took. */
    static long nanos(Copy copy, LongFunction<Item> write, long from, long to) throws Exception {
        int threads = Runtime.getRuntime().availableProcessors();
        AtomicLong next = new AtomicLong(from);
        List<Copy.Loader> loaders = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int i = 0; i < threads; i++) {
                loaders.add(copy.loader());
            }
            long began = System.nanoTime();
            List<Future<?>> ends = new ArrayList<>();
            for (Copy.Loader loader : loaders) {
                ends.add(executor.submit(() -> {
                    load(loader, write, next, to);
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            return System.nanoTime() - began;
        } finally {
            executor.shutdownNow();
            for (Copy.Loader loader : loaders) {
                loader.close();
            }
        }
    }

    private static void load(Copy.Loader loader, LongFunction<Item> write, AtomicLong next, long to) throws Exception {
        List<Item> chunk = new ArrayList<>(CHUNK);
        for (long from = next.getAndAdd(CHUNK); from < to; from = next.getAndAdd(CHUNK)) {
            chunk.clear();
            for (long number = from; number < Math.min(from + CHUNK, to); number++) {
                chunk.add(write.apply(number));
            }
            loader.write(chunk);
        }
    }
}
