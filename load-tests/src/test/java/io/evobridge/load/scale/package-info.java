@NullMarked
package io.evobridge.load.scale;

import org.jspecify.annotations.NullMarked;
