package io.evobridge.compose;

import java.math.BigDecimal;

/** What the copies of a customer must agree on. */
record CustomerRow(long revision, BigDecimal balance) {}
