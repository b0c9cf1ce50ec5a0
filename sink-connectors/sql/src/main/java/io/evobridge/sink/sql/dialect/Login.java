package io.evobridge.sink.sql.dialect;

import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/**
 * How to get into the database.
 *
 * @param url JDBC URL
 * @param foreignKeyChecks whether the session checks foreign keys
 */
public record Login(String url, Optional<String> username, Optional<Password> password, boolean foreignKeyChecks) {}
