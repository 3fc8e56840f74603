/** Other hosts: what they are called, the connection to each, and the words that are carried out there, as framed JSON over ssh(1). */
package nsx.dsl.remote;
