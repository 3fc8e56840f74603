/** Programs: started in a set of namespaces, waited for, signalled and given the terminal. */
package nsx.process;
