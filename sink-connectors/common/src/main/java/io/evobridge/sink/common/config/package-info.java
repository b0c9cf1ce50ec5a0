/** Configuration that all sinks share, its validation, and its reference page. */
@NullMarked
package io.evobridge.sink.common.config;

import org.jspecify.annotations.NullMarked;
