/** What takes changes back, as data: so that it can be done after nsx has ended, by a process that waits with it or by a later run. */
package nsx.inverse;
