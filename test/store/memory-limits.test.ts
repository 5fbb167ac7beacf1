import { MemoryLimits } from '../../store/memory-limits.js';
import { describeLimits, TestClock } from './limits.contract.js';
import { describeLimitsAtRandom } from './limits.property.js';

const clock = new TestClock();
const limits = new MemoryLimits({ clock: clock.read });

describeLimits(() => limits, clock);
describeLimitsAtRandom(() => limits, clock, 500);
