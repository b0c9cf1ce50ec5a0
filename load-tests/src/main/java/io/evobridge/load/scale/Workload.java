package io.evobridge.load.scale;

import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Writes that arrive by chance (a Poisson process) at each node, the same at every run.
 *
 * @param nodes that write and are written
 * @param writesPerSecond of each node
 * @param seconds for which they write
 */
public record Workload(int nodes, double writesPerSecond, double seconds) {

    private static final double MICROS = 1_000_000;

    double micros() {
        return seconds * MICROS;
    }

    /** Plans every write; the node is told when it is due. */
    void plan(Timeline time, IntConsumer write) {
        Random random = new Random(nodes);
        for (int i = 0; i < nodes; i++) {
            int node = i;
            double at = 0;
            while (true) {
                at -= Math.log(1 - random.nextDouble()) / writesPerSecond * MICROS;
                if (at > micros()) {
                    break;
                }
                time.at(at, () -> write.accept(node));
            }
        }
    }
}
