package io.evobridge.resolver.query;

import io.evobridge.bridge.Bridge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** Everything that can be asked of the API and changes something. */
record Writes(RecordWrites records, ConflictRestore conflicts, QuarantineHandling quarantine) {

    static Writes of(
            Bridge bridge,
            KeyStates states,
            Peers peers,
            RecordDescriber describer,
            TopicQueries topics,
            Gateway gateway,
            Executor answers,
            LongSupplier wallMillis) {
        Owners owners = new Owners(states, peers);
        AuditLog audit = new AuditLog(bridge.topics().audit(), gateway.log());
        WriteGateway writing = new WriteGateway(bridge, states, describer, gateway, answers, wallMillis);
        return new Writes(
                new RecordWrites(new AskedKeys(bridge), owners, describer, writing),
                new ConflictRestore(bridge, topics, owners, describer, writing, audit),
                new QuarantineHandling(bridge, topics, describer.catalog(), gateway.log(), audit));
    }

    List<ApiRoute> routes() {
        List<ApiRoute> routes = new ArrayList<>(records.routes());
        routes.addAll(conflicts.routes());
        routes.addAll(quarantine.routes());
        return routes;
    }
}
