/** What help says of the words. */
package nsx.dsl.help;
