/** The inverses of changes as data, so that a waiting process or a later run can undo changes after nsx has ended. */
package nsx.inverse;
