package de.stadtkern.kernel.identity;

/** Who a right can be given to: people by role, devices and programs by the scope of their API key. */
sealed interface Holder permits Role, Scope {}
