/** Errors for people: what failed, why in the kernel's words, what to do about it, and the exit code. */
package nsx.dsl.error;
