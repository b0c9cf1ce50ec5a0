package io.evobridge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class ContractTest {

    private static final Schema CUSTOMER = SchemaBuilder.record("customer")
            .namespace(EntitySchemas.IMAGE_NAMESPACE)
            .fields()
            .requiredLong("id")
            .optionalString("name")
            .endRecord();

    @Test
    void anHlcKeepsItsPartsAndSortsAsTextLikeTheClock() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            Hlc a = Hlc.of(random.nextLong(Hlc.MAX_MILLIS + 1), random.nextInt(Hlc.MAX_COUNTER + 1));
            Hlc b = new Hlc(random.nextLong());

            assertThat(Hlc.of(a.millis(), a.counter())).isEqualTo(a);
            assertThat(Hlc.parse(a.toString())).isEqualTo(a);
            assertThat(Integer.signum(a.toString().compareTo(b.toString()))).isEqualTo(Integer.signum(a.compareTo(b)));
        }
        assertThat(Hlc.of(5, Hlc.MAX_COUNTER).next()).isEqualTo(Hlc.of(6, 0));
        assertThatThrownBy(() -> Hlc.of(-1, 0)).hasMessageContaining("out of range");
        assertThatThrownBy(() -> Hlc.parse("xyz")).hasMessageContaining("16 hexadecimal digits");
    }

    @Test
    void aLogPositionSortsAsTextLikeTheLog() {
        LogPosition early = new LogPosition(3, -1);
        LogPosition late = new LogPosition(-4, 0);

        assertThat(early).isLessThan(late);
        assertThat(early.toString()).isLessThan(late.toString());
        assertThat(LogPosition.parse(late.toString())).isEqualTo(late);
        assertThatThrownBy(() -> LogPosition.parse("12")).hasMessageContaining("log position");
    }

    @Test
    void aKeyIsReadableAndItsPartsNeverRunTogether() {
        CanonicalKey key = new CanonicalKey("order_line", List.of("a/b", "100%", "ü\n", ""));

        assertThat(key.toString()).isEqualTo("order_line/a%2Fb/100%25/ü%0A/");
        assertThat(CanonicalKey.parse(key.toString())).isEqualTo(key);
        assertThatThrownBy(() -> CanonicalKey.parse("customer/%2")).hasMessageContaining("broken %XX");
        assertThatThrownBy(() -> CanonicalKey.parse("customer/%FF")).hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> CanonicalKey.parse("customer")).hasMessageContaining("entity/part");
    }

    @Test
    void anEntitysEventsCarryItsRecordAsImages() {
        Schema change = EntitySchemas.changeEvent(CUSTOMER);
        Schema stamped = EntitySchemas.stampedChange(CUSTOMER);

        assertThat(change.getFullName()).isEqualTo("io.evobridge.change.customer");
        assertThat(change.getField("after").schema().getTypes().get(1)).isEqualTo(CUSTOMER);
        assertThat(change.getField("before").schema().getTypes().get(1)).isEqualTo(CUSTOMER);
        assertThat(stamped.getFullName()).isEqualTo("io.evobridge.stamped.customer");
        assertThat(stamped.getFields().get(stamped.getFields().size() - 1).name())
                .isEqualTo("after");
    }

    @Test
    void aFrameCarriesTheContentId() {
        byte[] value = new byte[8];

        RegistryFrame.writeHeader(value, 0x01020304);

        assertThat(value).startsWith(0, 1, 2, 3, 4);
        assertThat(RegistryFrame.contentId(value)).isEqualTo(0x01020304);
        assertThatThrownBy(() -> RegistryFrame.contentId(new byte[] {1, 2})).hasMessageContaining("zero");
    }
}
