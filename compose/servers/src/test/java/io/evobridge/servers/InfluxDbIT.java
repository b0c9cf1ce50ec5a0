package io.evobridge.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

class InfluxDbIT extends ServerContract<InfluxDb> {

    @Override
    InfluxDb start(Path home) throws Exception {
        var influx = InfluxDb.start(home);
        Http.post(influx.url() + "/query?q=CREATE%20DATABASE%20history", "");
        return influx;
    }

    @Override
    void write(InfluxDb influx, int number) throws Exception {
        Http.post(influx.url() + "/write?db=history", "numbers n=" + number + "i " + number);
    }

    @Override
    void expect(InfluxDb influx, int number) throws Exception {
        assertThat(Http.get(influx.url() + "/query?db=history&q=SELECT%20n%20FROM%20numbers%20WHERE%20n%3D" + number))
                .contains("\"values\"");
    }
}
