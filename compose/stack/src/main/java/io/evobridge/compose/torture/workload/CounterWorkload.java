package io.evobridge.compose.torture.workload;

import io.evobridge.compose.Site;
import io.evobridge.compose.torture.history.Action;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Adds to counters, mostly upwards. */
final class CounterWorkload implements Workload {

    private final RowSql tallies;
    private final List<String> keys = Shapes.tallies();

    CounterWorkload(Site site) {
        this.tallies = new RowSql(site.table(Shapes.TALLY));
    }

    @Override
    public void step(Client client, Random random) {
        String key = keys.get(random.nextInt(keys.size()));
        long amount = random.nextInt(-5, 11);
        client.perform(Action.INCREMENT, Shapes.TALLY, key, Long.toString(amount), connection -> {
            tallies.add(connection, key, Shapes.TOTAL, amount);
            return Optional.empty();
        });
    }
}
