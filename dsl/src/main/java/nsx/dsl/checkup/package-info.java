/** What nsx needs of a machine, and whether this one has it: the word {@code doctor}. */
package nsx.dsl.checkup;
