import Box from '@mui/material/Box';
import { Outlet } from 'react-router';
import { OperationsDrawer } from '../screens/operations/operations-drawer.tsx';
import { SignInScreen } from '../screens/sign-in/sign-in-screen.tsx';
import { useSession } from '../stores/session.ts';

/** What stands around every screen. */
export const Frame = () => {
  const signedOut = useSession(({ state }) => state === null || state.phase === 'signed_out');
  if (signedOut) return <SignInScreen />;
  return (
    <Box sx={{ height: '100vh', position: 'relative', display: 'flex', flexDirection: 'column' }}>
      <Outlet />
      <OperationsDrawer />
    </Box>
  );
};
