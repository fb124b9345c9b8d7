// npm run dev: server and page, both rebuilt and reloaded as their sources change.
import { programs } from './dev/programs.mjs';
import { runTogether } from './dev/run-together.mjs';
import { forgetBuild } from './setup/build.mjs';
import { runMain } from './setup/set-up-error.mjs';
import { setUp } from './setup/set-up.mjs';

await runMain(async () => {
  const node = await setUp({ build: true });
  // From here on the compiler writes into the output folder, past the build's own stamp.
  forgetBuild();
  console.log('The page with reload is on http://127.0.0.1:4200 as soon as it is built.');
  return runTogether(programs(node));
});
