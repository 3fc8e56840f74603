/**
 * Other hosts: their names, the connection to each, and the words that are executed there, as framed JSON over
 * ssh(1).
 */
package nsx.dsl.remote;
