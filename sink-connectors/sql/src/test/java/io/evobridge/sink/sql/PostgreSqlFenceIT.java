package io.evobridge.sink.sql;

import io.evobridge.sink.common.contract.AllTypes;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Struct;

class PostgreSqlFenceIT extends FenceBehaviour {

    @Override
    TestServer startOne() {
        return TestServer.postgreSql();
    }

    @Override
    Supplier<List<String>> watchLog(TestServer server) {
        return new PostgreSqlSinkIT().watchLog(server);
    }

    @Override
    String waitingCount() {
        return "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    }

    @Override
    Struct allTypes(String entity) {
        return AllTypes.struct(entity, 0).put("f_time", 86_399_000_001L);
    }
}
