/** Errors for people: the failure, the kernel's reason, a remedy, and the exit code. */
package nsx.dsl.error;
