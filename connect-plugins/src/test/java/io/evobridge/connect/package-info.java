@NullMarked
package io.evobridge.connect;

import org.jspecify.annotations.NullMarked;
