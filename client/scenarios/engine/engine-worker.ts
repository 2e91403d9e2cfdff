import { createLater } from '../../rpc/later.ts';
import { portOf } from '../../rpc/ports.ts';
import { serve } from '../../rpc/serve.ts';
import { createEngineMethods } from './engine-methods.ts';

/** The planning engine on a thread of its own. A worker's scope is an endpoint, which the DOM's types do not know. */
serve(portOf(self as unknown as MessagePort), createEngineMethods(createLater()));
