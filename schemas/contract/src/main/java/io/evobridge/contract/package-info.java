/** The wire contract: schemas, key text, header names and encodings that every module agrees on. No behaviour. */
@NullMarked
package io.evobridge.contract;

import org.jspecify.annotations.NullMarked;
