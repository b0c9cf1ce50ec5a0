package io.evobridge.resolver.wire;

import io.evobridge.resolver.core.merge.field.FieldValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Text, and what is written as text: sets of names, and timestamps in UTC. */
record AvroText(Schema schema) implements AvroValue {

    static final String ENUM_SET = "io.debezium.data.EnumSet";
    static final String ZONED_TIMESTAMP = "io.debezium.time.ZonedTimestamp";

    static AvroValue of(Schema schema) {
        return switch (String.valueOf(schema.getProp("connect.name"))) {
            case ENUM_SET -> Names.of(schema);
            case ZONED_TIMESTAMP -> new Timestamp();
            default -> new AvroText(schema);
        };
    }

    @Override
    public FieldValue read(Object value) {
        return new FieldValue.Text(value.toString());
    }

    @Override
    public Object write(FieldValue value) {
        String text = text(value);
        return schema.getType() == Schema.Type.ENUM ? new GenericData.EnumSymbol(schema, text) : text;
    }

    private static String text(FieldValue value) {
        if (value instanceof FieldValue.Text text) {
            return text.value();
        } else if (value instanceof FieldValue.Numeric number) {
            return number.value().toPlainString();
        } else if (value instanceof FieldValue.Truth truth) {
            return String.valueOf(truth.value());
        } else if (value instanceof FieldValue.Items items) {
            return items.values().stream().map(AvroText::text).collect(Collectors.joining(","));
        }
        throw AvroValue.unfit(Schema.Type.STRING);
    }

    /**
     * MySQL's SET.
     *
     * @param allowed names in the column's order
     */
    private record Names(List<String> allowed) implements AvroValue {

        static Names of(Schema schema) {
            Object allowed = schema.getObjectProp("connect.parameters") instanceof Map<?, ?> parameters
                    ? parameters.get("allowed")
                    : null;
            return new Names(
                    allowed == null
                            ? List.of()
                            : Arrays.asList(String.valueOf(allowed).split(",", -1)));
        }

        @Override
        public FieldValue read(Object value) {
            String names = value.toString();
            return new FieldValue.Items(
                    names.isEmpty()
                            ? List.of()
                            : Arrays.stream(names.split(",", -1))
                                    .<FieldValue>map(FieldValue.Text::new)
                                    .toList());
        }

        @Override
        public Object write(FieldValue value) {
            String names = text(value);
            return names.isEmpty()
                    ? names
                    : Arrays.stream(names.split(",", -1))
                            .sorted(Comparator.comparingInt(this::place))
                            .collect(Collectors.joining(","));
        }

        private int place(String name) {
            int place = allowed.indexOf(name);
            return place < 0 ? allowed.size() : place;
        }
    }

    /** A timestamp with a zone, in microseconds since 1970: the same fact as one without a zone, as if in UTC. */
    private record Timestamp() implements AvroValue {

        @Override
        public FieldValue read(Object value) {
            try {
                Instant instant = OffsetDateTime.parse(value.toString()).toInstant();
                return FieldValue.Numeric.of(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
            } catch (DateTimeException | ArithmeticException e) {
                // PostgreSQL's infinity, for example.
                return new FieldValue.Text(value.toString());
            }
        }

        @Override
        public Object write(FieldValue value) {
            if (!(value instanceof FieldValue.Numeric number)) {
                return text(value);
            }
            try {
                Instant instant = Instant.EPOCH.plus(number.value().longValueExact(), ChronoUnit.MICROS);
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
            } catch (DateTimeException | ArithmeticException e) {
                throw AvroValue.unfit(Schema.Type.STRING);
            }
        }
    }
}
