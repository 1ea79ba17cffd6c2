import type { PowerMonitor } from 'electron';
import { StrictEmitter } from './missing.ts';

type Known = Pick<PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower'>;

class DoublePowerMonitor extends StrictEmitter implements Known {
  getSystemIdleTime(): number {
    return 0;
  }
  getSystemIdleState(): 'active' {
    return 'active';
  }
  isOnBatteryPower(): boolean {
    return false;
  }
}

/** Its events ('suspend', 'resume', 'lock-screen', …) are raised by the control surface. */
export const powerMonitor = new DoublePowerMonitor('powerMonitor');
