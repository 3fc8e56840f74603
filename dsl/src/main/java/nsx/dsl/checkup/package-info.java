/** The requirements of nsx and whether this machine fulfils them: the word {@code doctor}. */
package nsx.dsl.checkup;
