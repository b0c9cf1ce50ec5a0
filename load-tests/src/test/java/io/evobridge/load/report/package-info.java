/** Tests of the report. */
@NullMarked
package io.evobridge.load.report;

import org.jspecify.annotations.NullMarked;
