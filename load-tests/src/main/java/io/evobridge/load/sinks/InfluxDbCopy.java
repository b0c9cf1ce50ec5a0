package io.evobridge.load.sinks;

import io.evobridge.load.data.InfluxHttp;
import io.evobridge.load.data.Item;
import java.io.IOException;
import java.util.List;

/** The points of a few thousand series in InfluxDB; every write is a point. */
final class InfluxDbCopy implements Copy {

    static final String DATABASE = "load";

    /** The measurement, and the entity. */
    static final String MEASUREMENT = "reading";

    /** How many series the writes go to in turn. */
    static final int SERIES = 5_000;

    private static final long FIRST_NANOS = 1_700_000_000_000_000_000L;

    private final InfluxHttp influx;

    InfluxDbCopy(String url) {
        this.influx = new InfluxHttp(url, DATABASE);
    }

    /** The write with that number. */
    static Item write(long number) {
        return Item.of(number % SERIES, number);
    }

    @Override
    public void clear() throws IOException, InterruptedException {
        influx.create();
    }

    @Override
    public boolean holds(Item item) throws IOException, InterruptedException {
        return !influx.query("SELECT revision FROM " + MEASUREMENT + " WHERE id = '" + item.id() + "' AND revision >= "
                        + item.revision())
                .isEmpty();
    }

    @Override
    public long writes() throws IOException, InterruptedException {
        return influx.writes(MEASUREMENT);
    }

    @Override
    public String content() throws IOException, InterruptedException {
        return influx.content(MEASUREMENT);
    }

    @Override
    public String expected(long writes) {
        long revisions = 0;
        long quantities = 0;
        for (long number = 0; number < writes; number++) {
            revisions += number;
            quantities += write(number).quantity();
        }
        return InfluxHttp.content(writes, revisions, quantities);
    }

    @Override
    public Loader loader() {
        return new BareLoader(influx);
    }

    /** Line protocol, posted. */
    private record BareLoader(InfluxHttp influx) implements Loader {

        @Override
        public void write(List<Item> items) throws IOException, InterruptedException {
            influx.write(MEASUREMENT, items, FIRST_NANOS);
        }

        @Override
        public void close() {}
    }
}
