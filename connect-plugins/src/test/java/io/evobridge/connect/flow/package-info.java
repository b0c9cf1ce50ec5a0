@NullMarked
package io.evobridge.connect.flow;

import org.jspecify.annotations.NullMarked;
