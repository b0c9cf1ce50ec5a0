package io.evobridge.sink.influxdb;

import com.influxdb.client.write.Point;
import io.evobridge.sink.common.row.FieldText;
import io.evobridge.sink.common.row.FieldType;
import io.evobridge.sink.common.row.RowField;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.apache.kafka.connect.errors.DataException;

/**
 * How canonical values become field values: booleans, integers and floats as they are, text in quotes, the rest as the
 * modes say.
 *
 * @param decimals for decimals
 * @param temporals for dates, times and durations
 * @param nonFinite for NaN and the infinities
 */
record FieldMapping(DecimalMode decimals, TemporalMode temporals, NonFiniteMode nonFinite) {

    /** Adds a value to the point; throws DataException for one that must not be stored as it is. */
    void add(Point point, RowField field, String name, Object value) {
        switch (field.type()) {
            case BOOLEAN -> point.addField(name, (Boolean) value);
            case INT32, INT64, YEAR -> point.addField(name, ((Number) value).longValue());
            // Through text: the nearest double of a float has digits that nobody wrote.
            case FLOAT32 -> addDouble(point, name, Double.parseDouble(value.toString()));
            case FLOAT64 -> addDouble(point, name, (Double) value);
            case DECIMAL, VARIABLE_DECIMAL -> addDecimal(point, field, name, (BigDecimal) value);
            case DATE, TIME, TIMESTAMP, ZONED_TIMESTAMP, DURATION -> addTemporal(point, field, name, value);
            default -> point.addField(name, FieldText.of(field, value));
        }
    }

    private void addDouble(Point point, String name, double value) {
        if (Double.isFinite(value)) {
            point.addField(name, value);
        } else if (nonFinite == NonFiniteMode.REJECT) {
            throw new DataException("field " + name + " is " + value + ", which InfluxDB cannot store; set "
                    + InfluxDbSinkKeys.NON_FINITE_MODE + "=drop to leave such fields out");
        }
    }

    private void addDecimal(Point point, RowField field, String name, BigDecimal value) {
        boolean whole = field.type() == FieldType.DECIMAL ? field.scale() == 0 : value.scale() <= 0;
        if (decimals == DecimalMode.STRING) {
            point.addField(name, value.toPlainString());
        } else if (decimals == DecimalMode.INTEGER && whole) {
            point.addField(name, exactLong(name, value));
        } else {
            addDouble(point, name, value.doubleValue());
        }
    }

    private static long exactLong(String name, BigDecimal value) {
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw new DataException(
                    "field " + name + " does not fit a 64-bit integer; set " + InfluxDbSinkKeys.DECIMAL_MODE
                            + "=float or string",
                    e);
        }
    }

    private void addTemporal(Point point, RowField field, String name, Object value) {
        OptionalLong micros = temporals == TemporalMode.MICROS ? micros(value) : OptionalLong.empty();
        if (micros.isPresent()) {
            point.addField(name, micros.getAsLong());
        } else {
            point.addField(name, FieldText.of(field, value));
        }
    }

    private static OptionalLong micros(Object value) {
        if (value instanceof LocalDate date) {
            return OptionalLong.of(
                    Math.multiplyExact(date.toEpochDay(), Duration.ofDays(1).toMillis() * 1_000L));
        } else if (value instanceof LocalDateTime time) {
            return OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC)));
        } else if (value instanceof Instant instant) {
            return OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
        } else if (value instanceof Duration duration) {
            BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).scaleByPowerOfTen(6);
            BigDecimal rest = BigDecimal.valueOf(duration.getNano()).scaleByPowerOfTen(-3);
            return OptionalLong.of(
                    seconds.add(rest).setScale(0, RoundingMode.FLOOR).longValueExact());
        }
        return OptionalLong.empty();
    }
}
