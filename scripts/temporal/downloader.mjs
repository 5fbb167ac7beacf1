// Lets the Temporal SDK download its server into the folder given as argument. The SDK downloads only on the way to
// starting a server, so one is started and stopped. In a process of its own, because the download cannot be cancelled
// otherwise, and because it creates the SDK's runtime, which the program that needs the server may want to configure.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [downloadDir] = process.argv.slice(2);
const executable = { type: 'cached-download', downloadDir };
try {
  const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
  await environment.teardown();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
