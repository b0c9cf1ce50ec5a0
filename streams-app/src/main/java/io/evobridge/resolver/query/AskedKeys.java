package io.evobridge.resolver.query;

import io.evobridge.bridge.Bridge;
import io.evobridge.bridge.Entity;
import io.evobridge.contract.CanonicalKey;

/** The keys that addresses name: path → entity and key, checked against the bridge. */
record AskedKeys(Bridge bridge) {

    CanonicalKey key(ApiRequest request) {
        return RecordQueries.key(entity(request.segment("entity")), request.segment("key"));
    }

    Entity entity(String name) {
        return bridge.entity(name).orElseThrow(() -> ApiProblem.unknownEntity(bridge, name));
    }
}
