// The stack that most cases of payments.test.mjs share, and Jane, who has proved her paybill through the simulator.
import { begin } from '../world.mjs';

export let w, jane;

export async function open() {
  w = await begin();
  jane = await w.connect(await w.newLandlord('Jane'));
}
