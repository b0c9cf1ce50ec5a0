/** The contract that every sink must hold on its real target, and the worker stand-in that drives it. */
@NullMarked
package io.evobridge.sink.common.contract;

import org.jspecify.annotations.NullMarked;
