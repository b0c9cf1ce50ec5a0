package io.evobridge.sink.sql;

import io.evobridge.sink.common.contract.AllTypes;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Struct;

class MySqlFenceIT extends FenceBehaviour {

    @Override
    TestServer startOne() {
        return TestServer.mySql();
    }

    @Override
    Supplier<List<String>> watchLog(TestServer server) {
        return new MySqlSinkIT().watchLog(server);
    }

    @Override
    String waitingCount() {
        return "SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
    }

    @Override
    Struct allTypes(String entity) {
        return AllTypes.struct(entity, 0).put("f_time", -3_020_398_000_001L);
    }
}
