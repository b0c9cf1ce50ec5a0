package io.evobridge.resolver.query;

import io.evobridge.bridge.Bridge;
import io.evobridge.resolver.store.CommitRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** What is asked with a wish for freshness: reads at a level, waits, sync; and what these share. To be closed. */
final class FreshQueries implements AutoCloseable {

    private final LogEnds ends;
    private final Gaps gaps;
    private final Waits waits = new Waits();
    private final Reads reads;
    private final WaitQuery wait;
    private final SyncQuery sync;

    /**
     * Puts them together.
     *
     * @param nodes whose captured topics the resolver reads
     * @param group consumer group of the resolver
     * @param level of reads that do not ask for one
     */
    FreshQueries(
            Bridge bridge,
            KeyStates states,
            Peers peers,
            LogEnds ends,
            Set<String> nodes,
            String group,
            ConsistencyLevel level,
            CommitRequests commits,
            int fuseRefusals,
            LongSupplier wallMillis) {
        this.ends = ends;
        this.gaps = new Gaps(bridge.kafka());
        Freshness freshness = new Freshness(bridge.topics(), nodes, group, ends, gaps, wallMillis);
        CopyFinder finder = new CopyFinder(states, peers, waits);
        this.reads = new Reads(states, finder, freshness, waits, bridge.partitions(), level);
        this.wait = new WaitQuery(bridge, states, finder, freshness, ends, gaps, waits, commits, reads, fuseRefusals);
        this.sync = new SyncQuery(bridge, states, peers, freshness, ends, gaps, waits, group);
    }

    Reads reads() {
        return reads;
    }

    List<ApiRoute> routes() {
        List<ApiRoute> routes = new ArrayList<>(wait.routes());
        routes.addAll(sync.routes());
        return routes;
    }

    @Override
    public void close() {
        waits.close();
        gaps.close();
        ends.close();
    }
}
